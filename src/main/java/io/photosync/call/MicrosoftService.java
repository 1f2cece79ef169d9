package io.photosync.call;

/** The services of Microsoft 365 that can fail, throttle and recover independently of each other. */
public enum MicrosoftService {
    ENTRA,
    GRAPH,
    SHAREPOINT
}
