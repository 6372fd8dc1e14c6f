import { useEffect } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { overlay } from '../../state/page/overlay';

/** A person's own address: their profile, over the chat. */
export function PersonView({ username }: { username: string }) {
  const [, navigate] = useLocation();
  useEffect(() => {
    navigate('/', { replace: true });
    const timer = setTimeout(() => {
      overlay.value = { kind: 'profile', person: { username, display_name: username, avatar_url: null, bot: false } };
    });
    return () => clearTimeout(timer);
  }, []);
  return null;
}
