package io.photosync.sandbox.page;

import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.ExchangePhotos;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Photo;
import io.photosync.sandbox.sharepoint.SharePoint;
import io.photosync.sandbox.sharepoint.SharePoint.Picture;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The users with both their pictures, as the tenant has them at this moment. */
public final class Overview {
    /** Maximum number of users on the page. */
    static final int MOST_PEOPLE = 1_000;

    private final Directory directory;
    private final ExchangePhotos exchange;
    private final SharePoint sharePoint;
    private final Comparisons comparisons = new Comparisons();

    public Overview(Directory directory, ExchangePhotos exchange, SharePoint sharePoint) {
        this.directory = directory;
        this.exchange = exchange;
        this.sharePoint = sharePoint;
    }

    /** By name, the first thousand. */
    public List<PersonRow> people() {
        return directory.all().stream()
                .sorted(Comparator.comparing(Person::displayName).thenComparing(Person::id))
                .limit(MOST_PEOPLE)
                .map(this::row)
                .toList();
    }

    public int size() {
        return directory.size();
    }

    Optional<Person> person(String id) {
        return directory.find(id);
    }

    /** The photo in Exchange, in its largest size. */
    Optional<byte[]> exchangePhoto(String id) {
        return exchange.find(id).map(Photo::jpeg);
    }

    /** The large thumbnail that SharePoint shows. */
    Optional<byte[]> sharePointPicture(String id) {
        return directory
                .find(id)
                .flatMap(person -> sharePoint.shownPicture(person, "L"))
                .map(Picture::jpeg);
    }

    private PersonRow row(Person person) {
        Optional<Photo> photo = exchange.find(person.id());
        Optional<Picture> picture = sharePoint.shownPicture(person, "L");
        return new PersonRow(
                person.id(),
                person.displayName(),
                person.userPrincipalName(),
                person.department(),
                photo.map(Photo::revision).orElse(null),
                picture.map(Picture::version).orElse(null),
                standing(person, photo, picture));
    }

    private PersonStatus standing(Person person, Optional<Photo> photo, Optional<Picture> picture) {
        if (person.guest()) {
            return PersonStatus.GUEST;
        }
        if (!person.enabled()) {
            return PersonStatus.DISABLED;
        }
        if (!person.mailbox()) {
            return PersonStatus.NO_MAILBOX;
        }
        if (!sharePoint.profiles().exists(person)) {
            return PersonStatus.NO_PROFILE;
        }
        boolean same = photo.isPresent() && picture.isPresent()
                ? comparisons.isSame(person.id(), photo.get(), picture.get())
                : photo.isEmpty() && picture.isEmpty();
        return same ? PersonStatus.IN_STEP : PersonStatus.BEHIND;
    }
}
