package dev.millrace.account;

import java.time.Instant;
import java.util.UUID;

/** What administrators, and its owner, see of an account. */
public record AccountView(UUID id, String login, String name, Role role, Instant createdAt, boolean disabled) {}
