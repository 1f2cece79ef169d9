package io.photosync.event;

import java.util.regex.Pattern;

/** The form of Entra's ids: of tenants, registrations, groups, users and subscriptions. */
public final class Guid {
    /** In either case, as administrators copy it. */
    public static final String REGEX = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private static final Pattern PATTERN = Pattern.compile(REGEX);

    private Guid() {}

    /** Whether the whole text is one. */
    public static boolean is(String text) {
        return PATTERN.matcher(text).matches();
    }
}
