package io.photosync.sandbox.entra;

import java.util.List;

/** What a request's {@code Authorization} header is worth. */
public sealed interface Bearer {
    /** There is none. */
    record Anonymous() implements Bearer {}

    /** Not a token of this tenant's Entra, or not one any more. */
    record Unacceptable(String why) implements Bearer {}

    /**
     * A good token. Whether its audience is the right one is for the service to say, each in its own words.
     *
     * @param audience the resource it was made for, such as {@code https://localhost:9442}
     * @param appId of the app that it was given to
     * @param roles app roles of that resource
     * @param certificate whether the app proved itself by certificate or federation ({@code appidacr} 2), not by secret
     */
    record Claims(String audience, String appId, List<String> roles, boolean certificate) implements Bearer {
        public boolean hasAny(String... wanted) {
            return List.of(wanted).stream().anyMatch(roles::contains);
        }
    }
}
