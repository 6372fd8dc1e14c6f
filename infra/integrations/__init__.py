"""Cognito's user pool, SES and Cloudinary: what a deployment has of them and what functions may do with it."""
