"""The one origin of the local stack: what stands where CloudFront and API Gateway are in the cloud."""
