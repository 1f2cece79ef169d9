package io.photosync.ops.removal;

import io.photosync.ledger.Ledger;
import io.photosync.masschange.MassChange;
import io.photosync.masschange.MassChangeDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A photo that many users got at once.
 *
 * @param sha256 of the photo's bytes, hexadecimal in lower case
 * @param state {@code held}, {@code released} or {@code refused}
 * @param since when the first user was held
 * @param users number of users held now; {@code some} of their names, at most 100
 * @param decision of an operator, if there is one
 */
public record MassChangeView(
        String sha256,
        String state,
        Optional<Instant> since,
        int users,
        List<String> some,
        Optional<MassChangeDecision> decision) {
    private static final int NAMES = 100;

    /** @param users ids of those who are held for the photo */
    static MassChangeView of(MassChange change, List<String> users, Ledger ledger) {
        List<String> some =
                users.stream().limit(NAMES).map(id -> name(ledger, id)).toList();
        return new MassChangeView(
                change.sha256(), change.state().word(), change.since(), change.users(), some, change.decision());
    }

    private static String name(Ledger ledger, String userId) {
        return ledger.of(userId)
                .roster()
                .map(entry -> entry.userPrincipalName())
                .orElse(userId);
    }
}
