package io.photosync.sandbox.people;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The tenant's users, in the order of their ids. */
public final class Directory {
    private final NavigableMap<String, Person> people = new ConcurrentSkipListMap<>();
    private final Map<String, String> idsByName = new ConcurrentHashMap<>();
    private final Journal journal = new Journal();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** Generates the given number of users. */
    public Directory(int size) {
        for (int number = 0; number < size; number++) {
            Person person = Population.person(number);
            people.put(person.id(), person);
            idsByName.put(lower(person.userPrincipalName()), person.id());
        }
    }

    /** The listener gets the id of each user who was added, changed or removed, afterwards. */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    public int size() {
        return people.size();
    }

    public Collection<Person> all() {
        return Collections.unmodifiableCollection(people.values());
    }

    /** A page of at most {@code limit} users with ids after the given one; the empty string starts. */
    public List<Person> after(String id, int limit) {
        return people.tailMap(id, false).values().stream().limit(limit).toList();
    }

    /** By object id or user principal name, ignoring case. */
    public Optional<Person> find(String idOrName) {
        String key = lower(idOrName);
        return Optional.ofNullable(people.get(idsByName.getOrDefault(key, key)));
    }

    /** Adds a user, or replaces the one with this id. */
    public void put(Person person) {
        Person before = people.put(person.id(), person);
        if (before != null) {
            idsByName.remove(lower(before.userPrincipalName()), before.id());
        }
        idsByName.put(lower(person.userPrincipalName()), person.id());
        announce(person.id());
    }

    /** @return the removed user */
    public Optional<Person> remove(String id) {
        Optional<Person> gone = Optional.ofNullable(people.remove(id));
        gone.ifPresent(person -> {
            idsByName.remove(lower(person.userPrincipalName()), id);
            announce(id);
        });
        return gone;
    }

    /** The users added, changed or removed since the start, in order. */
    public Journal journal() {
        return journal;
    }

    private void announce(String id) {
        journal.record(id);
        listeners.forEach(listener -> listener.accept(id));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
