package io.photosync.testkit;

import static io.photosync.testkit.Patience.await;

import io.photosync.event.RosterEntry;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Groups;
import io.photosync.sandbox.people.Person;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The groups that {@link Setup#DIRECTORY} goes by. */
public final class Pilot {
    /** Ten users at first. */
    public static final String GROUP = Groups.PILOT;

    /** Nobody at first. */
    public static final String EXCLUDED = "6a0d4f6e-0002-4c8f-9f6d-2f1f6f6e7a10";

    private Pilot() {}

    /** In scope where the first is excluded, with a profile that no older picture has touched. */
    public static Person member(int number, Sandbox sandbox) {
        TenantVisitor visitor = new TenantVisitor(sandbox);
        return sandbox.groups().members(GROUP).orElseThrow().stream()
                .skip(1)
                .map(id -> sandbox.directory().find(id))
                .flatMap(Optional::stream)
                .filter(person -> visitor.property(person, "PictureURL")
                        .filter(url -> url.isEmpty() || url.contains(person.id()))
                        .isPresent())
                .skip(number)
                .findFirst()
                .orElseThrow();
    }

    /** Further members, without a photo; returns when the service knows of them. */
    public static List<Person> newcomers(int count, Sandbox sandbox, Ledger ledger) {
        List<Person> newcomers = new TenantVisitor(sandbox).employees(count);
        Set<String> members = new TreeSet<>(sandbox.groups().members(GROUP).orElseThrow());
        for (Person person : newcomers) {
            sandbox.exchangePhotos().remove(person.id());
            members.add(person.id());
        }
        sandbox.groups().put(GROUP, List.copyOf(members));
        await().until(() -> newcomers.stream()
                .allMatch(person -> Optional.ofNullable(ledger.roster().get(person.id()))
                        .filter(RosterEntry::inScope)
                        .isPresent()));
        return newcomers;
    }
}
