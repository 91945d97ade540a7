"""The i18n room: dates, their wording, order."""
