package de.lopezitwelt.platform.web.app;

public record ThingView(String id, String ownerId, String name) {
    static ThingView of(Thing thing) {
        return new ThingView(thing.id, thing.owner, thing.name);
    }
}
