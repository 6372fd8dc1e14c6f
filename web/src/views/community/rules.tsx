import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { ofTheWeb } from '../../api/address';
import { MessageBody } from '../../components/message/message-body';
import { Section } from '../../components/shell/page';
import { useRetry } from '../../components/shell/use-retry';
import { useTitle } from '../../components/shell/use-title';
import { NOBODY } from '../../rich/mentions';
import { account, site } from '../../state';
import { OpenedSpoilers } from '../../state/chats/opened-spoilers';
import { t, wordsFor } from '../../text';
import { communityText } from '../../text/community';
import { fetchRules } from './fetch-rules';
import { OpenReportForm } from './open-report';

/** Whom one can write to, what is allowed here, and a form for what is not: open to everybody. */
export function RulesView() {
  const words = communityText.rules;
  useTitle(words.title);
  useEffect(() => void site.load(), []);
  const { name, contact } = site.known.value ?? {};
  return (
    <main class="mx-auto flex min-h-full max-w-2xl flex-col gap-5 px-4 py-6 sm:px-8">
      <header>
        <p class="font-bold text-accent">{name ?? t.brand}</p>
        <h1 class="text-2xl font-extrabold wrap-anywhere">{words.title}</h1>
      </header>
      <Section title={words.contact}>
        <p dir="auto" class="wrap-anywhere whitespace-pre-line">
          {contact ? <Contact contact={contact} /> : words.noContact}
        </p>
      </Section>
      <Section title={words.rules}>
        <Rules />
      </Section>
      <OpenReportForm />
      <Link href={account.access.value === 'out' ? '/login' : '/'} class="link self-start">
        {words.back}
      </Link>
    </main>
  );
}

/** What a contact is written as: an address of mail or of the web leads there. */
function Contact({ contact }: { contact: string }) {
  const href = /^\S+@\S+\.\S+$/.test(contact) ? `mailto:${contact}` : ofTheWeb(contact);
  return href ? (
    <a href={href} class="link">
      {contact}
    </a>
  ) : (
    contact
  );
}

function Rules() {
  const [text, setText] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [opened] = useState(() => new OpenedSpoilers());
  const load = () => {
    setFailure(null);
    fetchRules().then(setText, setFailure);
  };
  useEffect(load, []);
  useRetry(failure, load);
  if (text === null)
    return (
      <p role="status" class="text-soft">
        {failure === null ? communityText.rules.loading : wordsFor(failure)}
      </p>
    );
  if (!text) return <p>{communityText.rules.noRules}</p>;
  return <MessageBody room="" body={text} mentioned={NOBODY} line="rules" opened={opened} whole />;
}
