"""What the template tells a function: names and addresses from its environment, read when needed.

Each function gets only the names it uses, so reading is by demand: a missing one is a fault of the
template and names itself. Knows nothing of what the values are used for; holds no secrets, only
where a secret is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pos_core.errors import EnvironmentFailed


@dataclass(frozen=True, slots=True)
class Settings:
    """The environment of one function; every property raises EnvironmentFailed when unset."""

    environment: Mapping[str, str]

    def _needed(self, name: str) -> str:
        value = self.environment.get(name, "")
        if not value:
            raise EnvironmentFailed("settings.missing", name=name)
        return value

    @property
    def registers_table(self) -> str:
        """Name of the DynamoDB table that mirrors the registers."""
        return self._needed("REGISTERS_TABLE")

    @property
    def user_pool_id(self) -> str:
        """Id of the Cognito pool in which registers get their accounts."""
        return self._needed("USER_POOL_ID")

    @property
    def journal_queue_url(self) -> str:
        """Address of the FIFO queue between accepting and posting."""
        return self._needed("JOURNAL_QUEUE_URL")

    @property
    def side_effects_queue_url(self) -> str:
        """Address of the queue that wakes the delivery of side effects."""
        return self._needed("SIDE_EFFECTS_QUEUE_URL")

    @property
    def journal_dead_letters_url(self) -> str:
        """Address of the queue with the runs that posting gave up."""
        return self._needed("JOURNAL_DEAD_LETTERS_URL")

    @property
    def side_effects_dead_letters_url(self) -> str:
        """Address of the queue with the wake-up calls that delivery gave up."""
        return self._needed("SIDE_EFFECTS_DEAD_LETTERS_URL")

    @property
    def low_stock_topic_arn(self) -> str:
        """The topic of low-stock alerts."""
        return self._needed("LOW_STOCK_TOPIC_ARN")

    @property
    def mail_sender_address(self) -> str:
        """The verified address that mail is sent from."""
        return self._needed("MAIL_SENDER_ADDRESS")

    @property
    def mail_sender_name(self) -> str:
        """The name shown beside the sender's address."""
        return self._needed("MAIL_SENDER_NAME")

    @property
    def mail_configuration_set(self) -> str:
        """The SES configuration set that mail goes through."""
        return self._needed("MAIL_CONFIGURATION_SET")

    @property
    def media_bucket(self) -> str:
        """Name of the bucket of pictures and specifications."""
        return self._needed("MEDIA_BUCKET")

    @property
    def snapshot_bucket(self) -> str:
        """Name of the bucket of the feeds' snapshots."""
        return self._needed("SNAPSHOT_BUCKET")

    @property
    def database_secret_arn(self) -> str:
        """The secret that says where the books are and how to sign in there."""
        return self._needed("DATABASE_SECRET_ARN")

    @property
    def database_host(self) -> str | None:
        """Address that replaces the secret's host (the RDS Proxy), or None."""
        return self.environment.get("DATABASE_HOST") or None
