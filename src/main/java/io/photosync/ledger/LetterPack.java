package io.photosync.ledger;

/** An open dead letter as bytes. */
final class LetterPack implements PackedSlots.Pack<OpenLetter> {
    private final EventPack events = new EventPack();

    @Override
    public void write(OpenLetter letter, Packer out) {
        out.text(letter.key()).optional(letter.event(), event -> events.write(event, out));
        FailurePack.write(letter.note(), letter.attempts(), letter.origin(), out);
        out.number(letter.partition()).number(letter.offset());
    }

    @Override
    public OpenLetter read(Unpacker in) {
        return new OpenLetter(
                in.nullableText(),
                in.optional(() -> events.read(in)),
                FailurePack.note(in),
                in.integer(),
                FailurePack.origin(in),
                in.integer(),
                in.number());
    }
}
