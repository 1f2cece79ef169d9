package io.photosync.check;

import io.photosync.identity.CredentialCheck;
import io.photosync.identity.CredentialState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The certificate or federated token: readable, with its key, its expiry, and who else may read the key. */
final class CredentialLine implements Check {
    private static final String RENEW = "Renew it: deploy/entra/by-hand.md, step 2.";

    private final Tenant tenant;

    CredentialLine(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public String name() {
        return "credential";
    }

    @Override
    public Line run() {
        CredentialState state = new CredentialCheck(tenant.identity, tenant.clock).state();
        if (state.trouble().isPresent()) {
            String says = state.trouble().get();
            return endsSoon(state) ? Line.unclear(name(), says, RENEW) : Line.fails(name(), says, RENEW);
        }
        Optional<String> exposed = state.exposed();
        if (exposed.isPresent()) {
            return Line.unclear(name(), exposed.get(), "Let only photo sync's user read the key: chmod 400.");
        }
        return Line.works(
                name(),
                "%s%s"
                        .formatted(
                                state.kind(),
                                state.ends()
                                        .map(end -> " is good until " + day(end))
                                        .orElse(" can be read")));
    }

    /** Valid today, but expiring soon. */
    private boolean endsSoon(CredentialState state) {
        Instant now = tenant.clock.instant();
        return state.ends()
                .filter(now::isBefore)
                .filter(end ->
                        now.isAfter(end.minus(tenant.identity.certificate().warnBefore())))
                .isPresent();
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
