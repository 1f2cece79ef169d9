package io.photosync.sandbox.entra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Resources for which tokens are issued, and their app roles: those granted to photo sync, and all of them, for
 * visitors of the sandbox.
 */
public final class Resources {
    private final Map<String, Roles> roles = new ConcurrentHashMap<>();

    /**
     * @param granted to photo sync's app, by admin consent
     * @param all that the resource knows
     */
    public record Roles(List<String> granted, List<String> all) {}

    /** Microsoft Graph's, in the least-privilege set that photo sync asks for. */
    public static Roles graph() {
        return new Roles(
                List.of("User.Read.All", "ProfilePhoto.Read.All", "GroupMember.Read.All"),
                List.of(
                        "User.Read.All",
                        "User.ReadWrite.All",
                        "ProfilePhoto.Read.All",
                        "ProfilePhoto.ReadWrite.All",
                        "GroupMember.Read.All"));
    }

    /** SharePoint's own roles, which are not Graph's roles of the same names. */
    public static Roles sharePoint() {
        return new Roles(
                List.of("User.ReadWrite.All", "Sites.FullControl.All"),
                List.of(
                        "User.Read.All",
                        "User.ReadWrite.All",
                        "Sites.Read.All",
                        "Sites.ReadWrite.All",
                        "Sites.FullControl.All",
                        "TermStore.ReadWrite.All"));
    }

    /** Photo sync's own, for operators. */
    public static Roles photoSync() {
        return new Roles(List.of(), List.of("PhotoSync.Viewer", "PhotoSync.Operator"));
    }

    /** Azure assigns its rights to the app, not to tokens. */
    public static Roles eventHubs() {
        return new Roles(List.of(), List.of());
    }

    public void register(String audience, Roles its) {
        roles.put(audience, its);
    }

    /** Replaces photo sync's roles, as when an administrator forgets or withdraws a consent. */
    public boolean grant(String audience, List<String> granted) {
        return roles.computeIfPresent(audience, (key, its) -> new Roles(granted, its.all())) != null;
    }

    /** Empty if the tenant has no such resource. */
    public Optional<List<String>> allRolesOf(String audience) {
        return find(audience).map(Roles::all);
    }

    Optional<Roles> find(String audience) {
        return Optional.ofNullable(roles.get(audience));
    }
}
