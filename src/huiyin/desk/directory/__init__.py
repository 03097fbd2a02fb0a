"""The members in public: the directory, an organisation's page, and how the members change."""
