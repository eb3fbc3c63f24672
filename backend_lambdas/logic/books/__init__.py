"""The books (RDS) as the use cases see them: records and Protocols, one file per part of them.

`work` says what a transaction is. Nothing here knows SQL; `data_access.mysql` fits these Protocols.
"""
