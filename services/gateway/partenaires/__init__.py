"""La porte des partenaires : gRPC en mTLS ; le certificat dit qui, la table dit quoi."""
