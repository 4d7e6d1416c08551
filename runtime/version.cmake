# The version of everything in this repository; said once.
set(OURO_VERSION 0.1.0)
