"""What stands in for push services on this machine: it takes what RFC 8030 says, and lists it.

It checks what push services check, without the code that it checks: RFC 8292's token, RFC 8188's header. What a push
says, only the browser can read.
"""
