package io.photosync.call;

import java.util.Locale;

/** The services of Microsoft 365 that can fail, throttle and recover independently of each other. */
public enum MicrosoftService {
    ENTRA,
    GRAPH,
    SHAREPOINT;

    /** Its name in metrics and logs. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
