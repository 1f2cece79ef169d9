package io.photosync.ops.user;

import io.photosync.call.MicrosoftCallException;
import io.photosync.event.RosterEntry;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.user.UserDirectory.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the user that an operator means: in the ledger where it can, else in the directory. */
@ApplicationScoped
class UserLookup {
    private final ReadyLedger ledger;
    private final UserDirectory userDirectory;

    UserLookup(ReadyLedger ledger, UserDirectory userDirectory) {
        this.ledger = ledger;
        this.userDirectory = userDirectory;
    }

    /** @throws ApiException when nobody knows the user */
    Person find(String idOrUpn) throws MicrosoftCallException, InterruptedException {
        Optional<Person> known = inLedger(ledger.get(), idOrUpn);
        return known.isPresent()
                ? known.get()
                : userDirectory
                        .find(idOrUpn)
                        .orElseThrow(() -> ApiException.notFound("no user " + idOrUpn + " in this tenant"));
    }

    private static Optional<Person> inLedger(Ledger ledger, String idOrUpn) {
        String id = idOrUpn.toLowerCase(Locale.ROOT);
        return name(ledger.of(id)).map(name -> new Person(id, name)).or(() -> ledger.roster().entrySet().stream()
                .filter(entry -> entry.getValue().userPrincipalName().equalsIgnoreCase(idOrUpn))
                .findFirst()
                .map(UserLookup::person));
    }

    private static Optional<String> name(UserState userState) {
        return userState.roster().map(RosterEntry::userPrincipalName).or(() -> UserEvents.newest(userState)
                .map(event -> event.data().userPrincipalName()));
    }

    private static Person person(Map.Entry<String, RosterEntry> entry) {
        return new Person(entry.getKey(), entry.getValue().userPrincipalName());
    }
}
