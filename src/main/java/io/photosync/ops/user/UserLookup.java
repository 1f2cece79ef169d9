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
import java.util.regex.Pattern;

/** Finds the user that an operator names: in the ledger if possible, else in the directory. */
@ApplicationScoped
public class UserLookup {
    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

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

    /**
     * The id of a user. An object id needs no lookup: the journal may hold users whom neither the ledger nor the
     * directory knows any more.
     *
     * @throws ApiException 404 when it is a name that neither knows
     */
    public String id(String idOrUpn) throws MicrosoftCallException, InterruptedException {
        String id = idOrUpn.toLowerCase(Locale.ROOT);
        return OBJECT_ID.matcher(id).matches() ? id : find(idOrUpn).id();
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
