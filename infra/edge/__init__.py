"""What stands before the APIs: CloudFront, the client's bucket, the firewall."""
