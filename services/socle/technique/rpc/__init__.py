"""gRPC : serveur gardé, client, traduction des refus."""
