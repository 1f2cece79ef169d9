package io.photosync.ops;

/** The app roles of photo sync's app registration, as they stand in a token's {@code roles}. */
public final class Roles {
    public static final String VIEWER = "PhotoSync.Viewer";
    public static final String OPERATOR = "PhotoSync.Operator";

    private Roles() {}
}
