"""Accounts: a Cognito user pool with names and passwords."""

from aws_cdk import Duration
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from infra.compute.functions import Functions
from infra.integrations.secret import DeploymentSecret
from infra.parameters import Parameters


class Identity(Construct):
    """The user pool and the client that the HTTP API signs people in with."""

    def __init__(self, scope: Construct, construct_id: str, parameters: Parameters, functions: Functions) -> None:
        super().__init__(scope, construct_id)
        # A new account can sign in at once, but its address counts as unverified until our own code confirmed it. The
        # secret is what the trigger knows our own sign-ups by, and refuses everybody else's.
        secret = DeploymentSecret(parameters)
        pre_sign_up = functions.create(
            "pre_sign_up",
            handler="functions.http_api.pre_sign_up.handler",
            timeout=Duration.seconds(5),  # Cognito waits no longer
            memory=256,
            environment=secret.environment,
            grants=secret.grants,
        )
        self.pool = cognito.UserPool(
            self,
            "Pool",
            self_sign_up_enabled=True,
            # Unless told, a new pool has a plan at nearly three times the price for what nothing here uses.
            feature_plan=cognito.FeaturePlan.LITE,
            sign_in_aliases=cognito.SignInAliases(username=True),
            sign_in_case_sensitive=False,
            standard_attributes=cognito.StandardAttributes(
                email=cognito.StandardAttribute(required=True, mutable=True)
            ),
            auto_verify=cognito.AutoVerifiedAttrs(email=False),
            password_policy=cognito.PasswordPolicy(
                min_length=10,
                require_digits=False,
                require_lowercase=False,
                require_symbols=False,
                require_uppercase=False,
            ),
            account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
            email=cognito.UserPoolEmail.with_ses(
                from_email=parameters.sender_address,
                from_name="Monkey Snowfight",
                ses_region=parameters.region,
                ses_verified_domain=parameters.sender_domain if parameters.sender_identity == "domain" else None,
            ),
            user_verification=cognito.UserVerificationConfig(
                email_subject="Your Monkey Snowfight code",
                email_body="Your code to set a new password is {####}. It is valid for an hour.",
            ),
            lambda_triggers=cognito.UserPoolTriggers(pre_sign_up=pre_sign_up),
            deletion_protection=parameters.keep_data,
            removal_policy=parameters.removal_policy,
        )
        self.client = self.pool.add_client(
            "Client",
            generate_secret=False,
            auth_flows=cognito.AuthFlow(user_password=True),
            access_token_validity=Duration.minutes(15),
            id_token_validity=Duration.minutes(15),
            refresh_token_validity=Duration.days(30),
            enable_token_revocation=True,
            prevent_user_existence_errors=True,
            disable_o_auth=True,
            read_attributes=cognito.ClientAttributes().with_standard_attributes(email=True, email_verified=True),
            write_attributes=cognito.ClientAttributes().with_standard_attributes(email=True),
        )
