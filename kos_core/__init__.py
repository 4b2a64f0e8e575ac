"""KOS Compass: which kind of creator to hire in Vietnam, what to expect back, and on what evidence."""
