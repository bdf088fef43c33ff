package de.lopezitwelt.platform.web.app;

import jakarta.validation.constraints.NotBlank;

public record ThingEdit(@NotBlank String name) {}
