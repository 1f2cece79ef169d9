package io.photosync.ops.user;

import io.photosync.call.MicrosoftCallException;
import io.photosync.event.RosterEntry;
import io.photosync.ledger.Ledger;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.user.UserDirectory.UserRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the user that an operator names: in the ledger if possible, else in the directory. */
@ApplicationScoped
public class UserLookup {
    private final ReadyLedger ledger;
    private final UserDirectory userDirectory;

    UserLookup(ReadyLedger ledger, UserDirectory userDirectory) {
        this.ledger = ledger;
        this.userDirectory = userDirectory;
    }

    /** @throws ApiException 404 when neither knows the user */
    public UserRef find(String idOrUpn) throws MicrosoftCallException, InterruptedException {
        Optional<UserRef> known = inLedger(ledger.get(), idOrUpn);
        return known.isPresent()
                ? known.get()
                : userDirectory
                        .find(idOrUpn)
                        .orElseThrow(() -> ApiException.notFound("no user " + idOrUpn + " in this tenant"));
    }

    private static Optional<UserRef> inLedger(Ledger ledger, String idOrUpn) {
        String id = idOrUpn.toLowerCase(Locale.ROOT);
        return UserEvents.userPrincipalName(ledger.of(id))
                .map(name -> new UserRef(id, name))
                .or(() -> ledger.roster().entrySet().stream()
                        .filter(entry -> entry.getValue().userPrincipalName().equalsIgnoreCase(idOrUpn))
                        .findFirst()
                        .map(UserLookup::ref));
    }

    private static UserRef ref(Map.Entry<String, RosterEntry> entry) {
        return new UserRef(entry.getKey(), entry.getValue().userPrincipalName());
    }
}
