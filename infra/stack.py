"""The whole chat as one stack: this only puts the parts together."""

from pathlib import Path

from aws_cdk import App, CfnOutput, Environment, Stack, Tags
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_sqs as sqs

from infra.apis.bots import Bots
from infra.apis.call_frames import CallFrames
from infra.apis.calls import Calls
from infra.apis.events import Events
from infra.apis.hooks import Hooks
from infra.apis.http import Http
from infra.apis.moderation import Moderation
from infra.apis.notices import Notices
from infra.apis.realtime import Realtime
from infra.apis.search import Search
from infra.background.call_watcher import CallWatcher
from infra.background.event_sender import EventSender
from infra.background.indexer import Indexer
from infra.background.jobs import Jobs
from infra.background.notifier import Notifier
from infra.background.presence import Presence
from infra.background.report_gauge import ReportGauge
from infra.compute.functions import Functions
from infra.edge.site import Site
from infra.integrations.mail_feedback import MailFeedback
from infra.integrations.user_pool import Identity
from infra.monitoring.alarms import Alarms
from infra.monitoring.dashboard import Dashboard
from infra.monitoring.signals import Signals
from infra.parameters import Parameters
from infra.storage.backups import Backups
from infra.storage.search_index import SearchIndex
from infra.storage.tables import Storage


class SnowfightStack(Stack):
    """One deployment of Monkey Snowfight.

    `bundle` holds what `python -m infra.bundle` built for the functions, `client` the built web client.
    """

    def __init__(self, app: App, parameters: Parameters, bundle: Path, client: Path) -> None:
        super().__init__(
            app,
            f"Snowfight-{parameters.stage}",
            env=Environment(region=parameters.region),
            synthesizer=parameters.synthesizer,
            description="Monkey Snowfight, a serverless chat",
            termination_protection=parameters.keep_data,
        )
        functions = Functions(self, "Functions", parameters, bundle)
        storage = Storage(self, "Storage", parameters)
        index = SearchIndex(self, "SearchIndex", parameters)
        indexer = Indexer(self, "Indexer", functions, storage, index)
        identity = Identity(self, "Identity", parameters, functions)
        realtime = Realtime(self, "Realtime", parameters)
        http = Http(self, "Http", parameters)
        site = Site(self, "Site", parameters, http, realtime, client)
        realtime.serve(functions, storage, indexer, site.origins)
        http.serve(functions, storage, identity, realtime, site.origins)
        Search(self, "Search", functions, storage, http, index, indexer)
        CallFrames(self, "CallFrames", functions, storage, realtime)
        CallWatcher(self, "CallWatcher", functions, storage, realtime)
        Jobs(self, "Jobs", functions, storage, identity, realtime, http)
        Notices(self, "Notices", functions, storage, http, site.origins)
        Calls(self, "Calls", functions, storage, http)
        Moderation(self, "Moderation", functions, storage, http, realtime, site.origins)
        Hooks(self, "Hooks", functions, http, realtime, site.origins)
        Events(self, "Events", functions, storage, http, site.origins)
        events = EventSender(self, "EventSender", functions, storage, site.origins)
        ReportGauge(self, "ReportGauge", functions, storage)
        Bots(self, "Bots", functions, http, realtime)
        feedback = MailFeedback(self, "MailFeedback", functions, storage) if parameters.hears_of_mail else None
        Notifier(self, "Notifier", functions, storage, site.origins, feedback, events)
        Presence(self, "Presence", parameters, functions, storage, realtime)
        if parameters.is_backed_up:
            Backups(self, "Backups", [storage.rooms, storage.messages])
        if parameters.is_watched:
            self._watch(parameters, functions, storage, http, realtime)

        Tags.of(self).add("application", "monkey-snowfight")
        Tags.of(self).add("stage", parameters.stage)
        CfnOutput(self, "SiteUrl", value=f"https://{parameters.domain or site.distribution.distribution_domain_name}")
        CfnOutput(self, "SiteBucket", value=site.bucket.bucket_name)
        CfnOutput(self, "SiteDomain", value=site.distribution.distribution_domain_name)
        CfnOutput(self, "WebSocketApi", value=realtime.api.api_id)
        CfnOutput(self, "HttpApi", value=http.api.api_id)
        CfnOutput(self, "UserPool", value=identity.pool.user_pool_id)
        CfnOutput(self, "UserPoolClient", value=identity.client.user_pool_client_id)
        CfnOutput(self, "RoomsTable", value=storage.rooms.table_name)
        CfnOutput(self, "MessagesTable", value=storage.messages.table_name)
        CfnOutput(self, "EphemeralTable", value=storage.ephemeral.table_name)
        CfnOutput(self, "SearchBucket", value=index.bucket.bucket_name)

    def _watch(
        self, parameters: Parameters, functions: Functions, storage: Storage, http: Http, realtime: Realtime
    ) -> None:
        signals = Signals(
            parameters,
            functions=functions.all,
            queues=[each for each in self.node.find_all() if isinstance(each, sqs.Queue)],
            tables=[storage.rooms, storage.messages, storage.ephemeral],
            http=http.api,
            socket=realtime.api,
        )
        alarms: list[cloudwatch.Alarm] = []
        if address := parameters.alarm_address:
            alarms = Alarms(self, "Alarms", parameters, signals, address).alarms
        Dashboard(self, "Dashboard", signals, alarms)
