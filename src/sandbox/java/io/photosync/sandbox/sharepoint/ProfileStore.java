package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.people.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The tenant's profiles: one for each enabled member, unless it was said that it is not made yet. Keyed by object id. */
public final class ProfileStore {
    private final Function<String, Optional<Person>> people;
    private final Map<String, Map<String, String>> written = new ConcurrentHashMap<>();
    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    /** Names that the profiles still have though the directory has others, in lower case, by object id. */
    private final Map<String, String> heldNames = new ConcurrentHashMap<>();

    private volatile EmptyPictureUrl emptyPictureUrl = EmptyPictureUrl.ACCEPTED;

    /** @param people finds a person by user principal name, without regard to case */
    ProfileStore(Function<String, Optional<Person>> people) {
        this.people = people;
    }

    Optional<Profile> byAccountName(String accountName) {
        return byUser(Profile.userOf(accountName));
    }

    Optional<Profile> byUser(String userPrincipalName) {
        return person(userPrincipalName)
                .filter(person -> !person.guest() && person.enabled() && !missing.contains(person.id()))
                .map(person -> new Profile(person, written.getOrDefault(person.id(), Map.of())));
    }

    private Optional<Person> person(String userPrincipalName) {
        String asked = userPrincipalName.toLowerCase(Locale.ROOT);
        Optional<String> holder = heldNames.entrySet().stream()
                .filter(held -> held.getValue().equals(asked))
                .map(Map.Entry::getKey)
                .findFirst();
        return holder.isPresent()
                ? people.apply(holder.get()).map(person -> person.named(asked))
                : people.apply(userPrincipalName).filter(person -> !heldNames.containsKey(person.id()));
    }

    /**
     * The profile keeps the user's current name, whatever the directory says from now on: the import runs hours later.
     */
    public void holdName(Person person) {
        heldNames.put(person.id(), person.userPrincipalName().toLowerCase(Locale.ROOT));
    }

    /** The import has come: the profile has the directory's name. */
    public void releaseName(String personId) {
        heldNames.remove(personId);
    }

    /** Ids of those whose profiles keep a name, sorted. */
    public List<String> heldNames() {
        return heldNames.keySet().stream().sorted().toList();
    }

    public EmptyPictureUrl emptyPictureUrl() {
        return emptyPictureUrl;
    }

    /** From now on an empty picture URL is taken so. */
    public void emptyPictureUrl(EmptyPictureUrl how) {
        emptyPictureUrl = how;
    }

    /** Writes one property as an administrator may. */
    void write(String accountName, String property, String value) throws SharePointError {
        Profile profile = byAccountName(accountName).orElseThrow(SharePointError::userNotFound);
        String name = editable(property);
        if (isEmptyUrl(name, value)) {
            switch (emptyPictureUrl) {
                case ACCEPTED -> set(profile.person().id(), name, value);
                case ERROR_IN_ANSWER, REQUEST_REFUSED -> throw SharePointError.badValue(name);
                case IGNORED -> {}
            }
            return;
        }
        set(profile.person().id(), name, value);
    }

    /** Whether a profile takes an empty PictureURL is written nowhere; from now on it does not, or does again. */
    public void refuseEmptyPictures(boolean refused) {
        emptyPictureUrl = refused ? EmptyPictureUrl.ERROR_IN_ANSWER : EmptyPictureUrl.ACCEPTED;
    }

    public boolean refusesEmptyPictures() {
        return emptyPictureUrl != EmptyPictureUrl.ACCEPTED;
    }

    static boolean isEmptyUrl(String property, String value) {
        return property.equalsIgnoreCase(Profile.PICTURE_URL) && value.isEmpty();
    }

    void set(String personId, String property, String value) {
        written.computeIfAbsent(personId, id -> new ConcurrentHashMap<>()).put(property, value);
    }

    /** Picture URLs that begin so begin otherwise now. */
    void replaceInPictureUrls(String beginning, String by) {
        written.values()
                .forEach(properties -> properties.computeIfPresent(
                        Profile.PICTURE_URL,
                        (name, url) -> url.startsWith(beginning) ? by + url.substring(beginning.length()) : url));
    }

    /** This user's profile does not exist yet: reads find nothing, writes fail. */
    public void remove(String personId) {
        missing.add(personId);
        written.remove(personId);
    }

    /** The directory has made it now. */
    public void create(String personId) {
        missing.remove(personId);
    }

    public boolean exists(Person person) {
        return byUser(person.userPrincipalName()).isPresent();
    }

    /** Ids of those whose profile the directory has not made, sorted. */
    public List<String> missing() {
        return missing.stream().sorted().toList();
    }

    /** What was written, by object id, in types of the JDK: what outlives a live reload. */
    Map<String, Map<String, String>> memory() {
        return Map.copyOf(written);
    }

    /** Puts back what {@link #memory} and {@link #missing} told. */
    void recall(Map<String, Map<String, String>> memory, List<String> withoutProfile) {
        written.clear();
        memory.forEach((id, properties) -> written.put(id, new ConcurrentHashMap<>(properties)));
        missing.clear();
        missing.addAll(withoutProfile);
    }

    private static String editable(String property) throws SharePointError {
        if (Profile.READ_ONLY.stream().anyMatch(property::equalsIgnoreCase)) {
            throw SharePointError.propertyNotEditable();
        }
        return canonical(property, Profile.EDITABLE.stream());
    }

    static String canonical(String property, Stream<String> known) throws SharePointError {
        return known.filter(property::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> SharePointError.propertyNotFound(property));
    }
}
