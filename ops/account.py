"""What a deployment needs of its AWS account."""

from __future__ import annotations

from infra.apis.throttle import burst
from ops.deployment import Deployment
from ops.findings import Check, Finding, fail, ok, warn
from ops.quotas.check import quotas, value_of
from ops.quotas.table import CONNECTS
from ops.secrets.deployment_secret import DeploymentSecret
from ops.secrets.notice_keys import NoticeKeys

BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version"
BOOTSTRAP_VERSION = 21
"""What the CDK that is pinned here asks for at least."""

CONCURRENCY = 1000
"""Invocations at once of an account that AWS has never limited; a new account may have 10."""

RATES = ("calls_per_second", "frames_per_second", "connects_per_second")
"""The settings that API Gateway is told, each with its burst."""


NEEDED = ("credentials", "bootstrap", "mail")
"""What has to be well before anything is deployed; all else can be mended afterwards."""


class Account:
    """Looks at the account of a deployment."""

    def __init__(self, deployment: Deployment) -> None:
        self._deployment = deployment
        self._settings = deployment.settings

    def checks(self) -> list[Check]:
        """In the order in which they are to be made."""
        local = self._deployment.gateway is not None
        return [
            Check("credentials", self._credentials),
            *([] if local else [Check("bootstrap", self._bootstrap, ("credentials",))]),
            Check("mail", self._mail, ("credentials",)),
            Check("lambda", self._lambda, ("credentials",)),
            *([] if local else [Check("gateway", self._gateway, ("credentials",))]),
            *([] if local else [Check("quotas", self._quotas, ("credentials",))]),
            *([] if local else [Check("throttles", self._throttles, ("credentials",))]),
            *([] if local else [Check("firewall", self._firewall, ("credentials",))]),
            Check("files", self._files, ("credentials",)),
            Check("notices", self._notices, ("credentials",)),
            Check("secret", self._secret, ("credentials",)),
            Check("stack", self._stack, ("credentials",)),
        ]

    def needed(self) -> list[Check]:
        """Those without which there is no deploying: CloudFormation would say so later, and take back what it made."""
        return [each for each in self.checks() if each.subject in NEEDED]

    def _credentials(self) -> Finding:
        if self._deployment.session.get_credentials() is None:
            return fail("credentials", "there are none: run `aws configure`, or set AWS_PROFILE")
        return ok("credentials", self._deployment.client("sts").get_caller_identity()["Arn"])

    def _bootstrap(self) -> Finding:
        ssm = self._deployment.client("ssm")
        again = f"run `make bootstrap STAGE={self._settings.stage}`"
        try:
            version = int(ssm.get_parameter(Name=BOOTSTRAP)["Parameter"]["Value"])
        except ssm.exceptions.ParameterNotFound:
            return fail("bootstrap", f"{self._settings.region} is not prepared for the CDK: {again}")
        if version < BOOTSTRAP_VERSION:
            return fail("bootstrap", f"version {version} is older than {BOOTSTRAP_VERSION}: {again}")
        return ok("bootstrap", f"version {version}")

    def _mail(self) -> Finding:
        wanted, sender = self._settings.mail_identity, self._settings.sender_address
        names = {"address": sender, "domain": self._settings.sender_domain}
        known = self._deployment.client("ses").get_identity_verification_attributes(Identities=list(names.values()))
        verified = [
            name for name, each in known["VerificationAttributes"].items() if each["VerificationStatus"] == "Success"
        ]
        if wanted not in verified:
            other = next((kind for kind, name in names.items() if name in verified), None)
            instead = f", or set sender_identity to {other}, which is" if other else ""
            return fail("mail", f"SES has not verified {wanted}, which mail is sent by: create that identity{instead}")
        if not self._deployment.client("sesv2").get_account().get("ProductionAccessEnabled"):
            return warn("mail", "SES is in its sandbox and mails to verified addresses only: request production access")
        return ok("mail", f"{sender} may write to anybody")

    def _lambda(self) -> Finding:
        limit = self._deployment.client("lambda").get_account_settings()["AccountLimit"]["ConcurrentExecutions"]
        words = f"{limit} invocations at once"
        if limit < CONCURRENCY:
            return warn("lambda", f"{words}: enough to try it; ask AWS for {CONCURRENCY} before many people come")
        return ok("lambda", words)

    def _gateway(self) -> Finding:
        limit, wanted = value_of(CONNECTS, self._deployment), self._settings.connects_per_second
        if limit < wanted:
            return fail(
                "gateway", f"the account allows {limit} {CONNECTS.name}, less than connects_per_second ({wanted})"
            )
        return ok("gateway", f"{limit} {CONNECTS.name}")

    def _quotas(self) -> Finding:
        return quotas(self._deployment)

    def _throttles(self) -> Finding:
        """A region has one rate and burst for all APIs of an account; newer regions have a quarter of the usual."""
        has = self._deployment.client("apigateway").get_account()["throttleSettings"]
        rate, at_once = int(has["rateLimit"]), int(has["burstLimit"])
        quotas = f"{rate} a second and {at_once} at once for all APIs of the account"
        for name in RATES:
            wanted: int = getattr(self._settings, name)
            if wanted > rate or burst(wanted) > at_once:
                return warn("throttles", f"{quotas}, less than {name} implies ({wanted} and {burst(wanted)})")
        return ok("throttles", quotas)

    def _firewall(self) -> Finding:
        if self._settings.waf:
            return ok("firewall", f"{self._settings.waf_calls} calls of one address in five minutes")
        return warn("firewall", "off: one address can use up what all may ask for; set waf (docs/adr/0026)")

    def _files(self) -> Finding:
        name = self._settings.cloudinary_parameter
        if not name:
            return ok("files", "off: cloudinary_parameter is not set")
        ssm = self._deployment.client("ssm")
        try:
            secret = ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]
        except ssm.exceptions.ParameterNotFound:
            return fail("files", f"there is no parameter {name}: see `Put it into AWS` in the README")
        if secret["Type"] != "SecureString":
            return fail("files", f"{name} is a {secret['Type']}: keep it as a SecureString")
        if not _is_cloudinary(secret["Value"]):
            return fail("files", f"{name} is not of the form cloudinary://KEY:SECRET@CLOUD")
        return ok("files", f"{name} holds an account")

    def _notices(self) -> Finding:
        name = self._settings.push_parameter
        if not name:
            return ok("notices", "off: push_parameter is not set")
        return self._made("notices", name, NoticeKeys, "what they are signed with")

    def _secret(self) -> Finding:
        """Without it nobody can sign up, and nobody be banned."""
        return self._made(
            "secret", self._settings.secret_parameter, DeploymentSecret, "what keyed hashes are made with"
        )

    def _made(self, check: str, name: str, kind: type[NoticeKeys | DeploymentSecret], holds: str) -> Finding:
        """What is to be said of a parameter that `make deploy` makes."""
        ssm = self._deployment.client("ssm")
        try:
            fault = kind(ssm, name).fault()
        except ssm.exceptions.ParameterNotFound:
            return fail(check, f"there is no parameter {name}: `make deploy STAGE={self._settings.stage}` makes it")
        return fail(check, f"{name} {fault}") if fault else ok(check, f"{name} holds {holds}")

    def _stack(self) -> Finding:
        return ok("stack", f"{self._deployment.name} serves {self._deployment.site}")


def _is_cloudinary(value: str) -> bool:
    scheme, found, rest = value.partition("://")
    login, at, cloud = rest.partition("@")
    key, colon, secret = login.partition(":")
    return bool(scheme == "cloudinary" and found and at and colon and key and secret and cloud)
