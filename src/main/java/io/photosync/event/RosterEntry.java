package io.photosync.event;

/**
 * A person of the tenant.
 *
 * @param mailbox whether Exchange knows the person, as far as was seen
 * @param inScope whether photo sync is to look after the person
 */
public record RosterEntry(
        String userPrincipalName,
        String displayName,
        boolean mailbox,
        boolean guest,
        boolean enabled,
        boolean inScope) {}
