"""The field's words as frozen types. They import nothing of the project and no third-party library."""
