package io.photosync.check;

import io.photosync.call.TokenFailures;
import io.photosync.identity.GrantedRoles;
import io.photosync.identity.TokenRefused;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The app's token for one host, and its permissions.
 *
 * @param needed sets of permissions; one of each set is required
 */
record TokenLine(String name, String audience, List<Set<String>> needed, Tenant tenant) implements Check {

    @Override
    public Line run() throws InterruptedException {
        try {
            return result(tenant.access.tokens().token(audience));
        } catch (TokenRefused refused) {
            return Line.fails(name, refused.getMessage(), Advice.about(TokenFailures.of(refused)));
        }
    }

    private Line result(String token) {
        Optional<GrantedRoles> granted = GrantedRoles.in(token);
        if (granted.isEmpty()) {
            return Line.unclear(
                    name, "there is one, in a form that does not show its permissions", "See the lines that follow.");
        }
        List<Set<String>> missing =
                needed.stream().filter(anyOf -> !granted.get().haveAnyOf(anyOf)).toList();
        if (missing.isEmpty()) {
            return Line.works(name, "has " + granted.get().names());
        }
        return Line.fails(
                name,
                "lacks %s, has %s"
                        .formatted(
                                missing.stream().map(TreeSet::new).toList(),
                                granted.get().names()),
                "Grant it for this API, not for another that has one of the same name, with an administrator's consent:"
                        + " deploy/entra/by-hand.md, steps 3 and 5.");
    }
}
