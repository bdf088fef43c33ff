package de.lopezitwelt.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CustomToolTest {
    @Test
    void textGoesThereAndBack() {
        String text = "*** Begin Patch\n\"x\"";

        assertThat(CustomTool.input(CustomTool.arguments(text))).isEqualTo(text);
    }

    @Test
    void argumentsOfAnotherFormAreTheTextThemselves() {
        assertThat(CustomTool.input("*** Begin Patch")).isEqualTo("*** Begin Patch");
        assertThat(CustomTool.input("{\"patch\":\"x\"}")).isEqualTo("{\"patch\":\"x\"}");
        assertThat(CustomTool.input("{\"input\":7}")).isEqualTo("{\"input\":7}");
    }
}
