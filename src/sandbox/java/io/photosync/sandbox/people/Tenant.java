package io.photosync.sandbox.people;

/** Which tenant this is. Every sandbox is the same one. */
public final class Tenant {
    /** Its directory id. */
    public static final String ID = "5eed0001-7e4a-4d0b-9c3e-0a11ce0b5eed";

    public static final String DOMAIN = "lindenhof.example";

    private Tenant() {}
}
