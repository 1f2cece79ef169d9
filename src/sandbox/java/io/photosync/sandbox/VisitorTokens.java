package io.photosync.sandbox;

import io.photosync.sandbox.entra.Resources;
import io.photosync.sandbox.entra.Tokens;
import io.photosync.sandbox.people.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The access tokens of a visitor with all roles, who keeps each as any client does: until half of its lifetime is over. */
final class VisitorTokens {
    private final Resources resources;
    private final Tokens tokens;
    private final Clock clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    VisitorTokens(Resources resources, Tokens tokens, Clock clock) {
        this.resources = resources;
        this.tokens = tokens;
        this.clock = clock;
    }

    private record Held(String accessToken, Instant goodUntil) {}

    /** @throws IllegalArgumentException if the tenant has no such resource */
    String of(String audience) {
        return held.compute(audience, (asked, last) -> isGood(last) ? last : fresh(asked))
                .accessToken();
    }

    private boolean isGood(Held token) {
        return token != null && clock.instant().isBefore(token.goodUntil());
    }

    private Held fresh(String audience) {
        List<String> all = resources
                .allRolesOf(audience)
                .orElseThrow(() -> new IllegalArgumentException("no resource of the sandbox: " + audience));
        Tokens.Issued issued = tokens.issue(Tenant.VISITOR, audience, all, true);
        return new Held(
                issued.accessToken(), clock.instant().plus(issued.lifetime().dividedBy(2)));
    }
}
