package io.photosync.sandbox.entra;

import io.photosync.sandbox.people.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A generated account of the tenant's administration that can sign in to pages. Like many of its kind it has no mailbox,
 * and does not stand in the directory's list of users.
 *
 * @param objectId a GUID in lower case
 * @param name the user principal name
 * @param roles app roles of photo sync's registration that are assigned to the account
 */
public record Account(String objectId, String name, String displayName, List<String> roles) {
    public static final Account VIEWER = of("Ottilie Nordlys", List.of("PhotoSync.Viewer"));
    public static final Account OPERATOR = of("Havard Perlmoos", List.of("PhotoSync.Operator"));
    public static final Account WITHOUT_ROLE = of("Briseis Zirbental", List.of());

    /** In the order of the page. */
    static final List<Account> ALL = List.of(VIEWER, OPERATOR, WITHOUT_ROLE);

    static Optional<Account> find(String objectId) {
        return ALL.stream()
                .filter(account -> account.objectId().equals(objectId))
                .findFirst();
    }

    Tokens.User user() {
        return new Tokens.User(objectId, name);
    }

    private static Account of(String displayName, List<String> roles) {
        String alias = displayName.replace(' ', '.').toLowerCase(Locale.ROOT);
        String id = UUID.nameUUIDFromBytes(("account " + alias).getBytes(StandardCharsets.US_ASCII))
                .toString();
        return new Account(id, alias + "@" + Tenant.DOMAIN, displayName, roles);
    }
}
