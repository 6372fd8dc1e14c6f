"""The templates. The CDK app comes first: it tells jsii not to complain of Node."""

import infra as infra
