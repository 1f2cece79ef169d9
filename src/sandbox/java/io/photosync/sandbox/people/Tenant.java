package io.photosync.sandbox.people;

/** Which tenant this is. Every sandbox is the same one. */
public final class Tenant {
    /** Its directory id. */
    public static final String ID = "5eed0001-7e4a-4d0b-9c3e-0a11ce0b5eed";

    /** Photo sync's application (client) id in it. */
    public static final String APP = "a9900001-9b6c-4a0e-8f57-3d15c0de5eed";

    /** The application of visitors: its requests do not count against photo sync's limits. */
    public static final String VISITOR = "a9900002-5c1d-4f7a-b1de-6b0e0b5e7ed5";

    public static final String DOMAIN = "lindenhof.example";

    private Tenant() {}
}
