"""Operations on joint proposals, one module per subject."""
