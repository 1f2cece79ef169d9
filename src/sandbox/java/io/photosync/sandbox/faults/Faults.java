package io.photosync.sandbox.faults;

import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.Person;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The active faults; the first matching one applies to a request. */
public final class Faults {
    private final Directory directory;
    private final List<Fault> inForce = new ArrayList<>();
    /** A fixed seed, so that a failing test can be reproduced. */
    private final Random chance = new Random(1);

    public Faults(Directory directory) {
        this.directory = directory;
    }

    /** Replaces a fault for the same service, match and user. */
    public synchronized void put(Fault fault) {
        inForce.removeIf(other -> other.which().isSameAs(fault.which()));
        inForce.add(fault);
    }

    /** @return number of removed faults */
    public synchronized int remove(Predicate<Fault> which) {
        int before = inForce.size();
        inForce.removeIf(which);
        return before - inForce.size();
    }

    /** With the number of times that are left. */
    public synchronized List<Fault> list() {
        return List.copyOf(inForce);
    }

    /** The fault that hits this request; counts as one of its times. */
    public synchronized Optional<Fault> hit(Service service, Request request) {
        Optional<Fault> found = inForce.stream()
                .filter(fault -> fault.service() == service && fits(fault, request))
                .findFirst()
                .filter(this::strikes);
        found.flatMap(Fault::times).ifPresent(left -> countDown(found.get(), left));
        return found;
    }

    private boolean strikes(Fault fault) {
        return fault.percent().map(share -> chance.nextInt(100) < share).orElse(true);
    }

    private void countDown(Fault fault, int left) {
        int position = inForce.indexOf(fault);
        if (left <= 1) {
            inForce.remove(position);
        } else {
            inForce.set(position, fault.times(left - 1));
        }
    }

    private boolean fits(Fault fault, Request request) {
        String path = request.method() + " " + URLDecoder.decode(request.path(), StandardCharsets.UTF_8);
        String query = request.query().entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(value -> e.getKey() + "=" + value))
                .collect(Collectors.joining("&"));
        boolean matches = Stream.of(path, path.replace("/v1.0/", "/"), path + "?" + query)
                .anyMatch(text -> fault.match().matcher(text).find());
        return matches
                && fits(fault.which().bodyMatch(), request)
                && fault.user()
                        .map(user -> isAbout(user, path + "?" + query, request))
                        .orElse(true);
    }

    private static boolean fits(Optional<Pattern> bodyMatch, Request request) {
        return bodyMatch
                .map(pattern -> pattern.matcher(new String(request.body(), StandardCharsets.UTF_8))
                        .find())
                .orElse(true);
    }

    private boolean isAbout(String user, String pathAndQuery, Request request) {
        if (request.path().endsWith("/$batch")) {
            // Each item of a batch is matched on its own.
            return false;
        }
        String text = (pathAndQuery + new String(request.body(), StandardCharsets.UTF_8)).toLowerCase(Locale.ROOT);
        return namesOf(user).anyMatch(name -> text.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** Names of a user in requests: id, user principal name, and that name as SharePoint uses it in file names. */
    private Stream<String> namesOf(String user) {
        Optional<Person> person = directory.find(user);
        String name = person.map(Person::userPrincipalName).orElse(user);
        return Stream.of(
                person.map(Person::id).orElse(user),
                name,
                name.replace('@', '_').replace('.', '_'));
    }
}
