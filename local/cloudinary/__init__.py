"""What stands in for Cloudinary on this machine: the part of its HTTP interface that the chat uses, as documented.

It checks signatures, times and parameters as Cloudinary does, keeps files on disk and makes thumbnails, so that the
same SDK talks to either and only the address differs.
"""

CLOUD = "snowfight"
API_KEY = "local"
API_SECRET = "local-secret"  # noqa: S105 -- of a stand-in that serves this machine alone
