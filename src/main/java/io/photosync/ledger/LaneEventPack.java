package io.photosync.ledger;

/** An event of a lane and its position there as bytes. */
final class LaneEventPack implements CompactMap.Pack<LaneEvent> {
    private final EventPack events = new EventPack();

    @Override
    public void write(LaneEvent value, CompactWriter out) {
        events.write(value.event(), out);
        out.number(value.partition()).number(value.offset());
    }

    @Override
    public LaneEvent read(CompactReader in) {
        return new LaneEvent(events.read(in), in.integer(), in.number());
    }
}
