package io.photosync.ops;

import io.photosync.budget.CallFailed;
import io.photosync.event.RosterEntry;
import io.photosync.ledger.Known;
import io.photosync.ledger.Ledger;
import io.photosync.ops.People.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the user that an operator means: in the ledger where it can, else in the directory. */
@ApplicationScoped
class Lookup {
    private final CompleteLedger ledger;
    private final People people;

    Lookup(CompleteLedger ledger, People people) {
        this.ledger = ledger;
        this.people = people;
    }

    /** @throws Refused when nobody knows the user */
    Person find(String idOrUpn) throws CallFailed, InterruptedException {
        Optional<Person> known = inLedger(ledger.get(), idOrUpn);
        return known.isPresent()
                ? known.get()
                : people.find(idOrUpn).orElseThrow(() -> Refused.notFound("no user " + idOrUpn + " in this tenant"));
    }

    private static Optional<Person> inLedger(Ledger ledger, String idOrUpn) {
        String id = idOrUpn.toLowerCase(Locale.ROOT);
        return name(ledger.of(id)).map(name -> new Person(id, name)).or(() -> ledger.roster().entrySet().stream()
                .filter(entry -> entry.getValue().userPrincipalName().equalsIgnoreCase(idOrUpn))
                .findFirst()
                .map(Lookup::person));
    }

    private static Optional<String> name(Known known) {
        return known.roster().map(RosterEntry::userPrincipalName).or(() -> Events.newest(known)
                .map(event -> event.data().userPrincipalName()));
    }

    private static Person person(Map.Entry<String, RosterEntry> entry) {
        return new Person(entry.getKey(), entry.getValue().userPrincipalName());
    }
}
