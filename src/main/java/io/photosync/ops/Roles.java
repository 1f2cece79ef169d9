package io.photosync.ops;

/** The app roles of photo sync's app registration, as they stand in a token's {@code roles}. */
final class Roles {
    static final String VIEWER = "PhotoSync.Viewer";
    static final String OPERATOR = "PhotoSync.Operator";

    private Roles() {}
}
