package org.xmppra.ra.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.ra.container.StubContainer;

class WorksTest {
    @Test
    @Tag("RA-10")
    void worksAreAwaitedUntilTheContainerHasNothingMoreToDoForThem() throws InterruptedException {
        try (StubContainer container = StubContainer.start(adapter -> {})) {
            Works works = new Works(container.works(), true);
            works.startLong("brief", () -> {});
            boolean completed = works.awaitCompletion(Duration.ofSeconds(10));
            List<String> unfinished = container.works().unfinished();
            assertThat(completed).isTrue();
            assertThat(unfinished).doesNotContain("brief");
        }
    }

    @Test
    @Tag("RA-10")
    void worksThatDoNotEndAreNotAwaitedForEver() throws InterruptedException {
        try (StubContainer container = StubContainer.start(adapter -> {})) {
            Works works = new Works(container.works(), true);
            Phaser end = new Phaser(1);
            works.startLong("endless", () -> end.awaitAdvance(0));
            assertThat(works.awaitCompletion(Duration.ofMillis(20))).isFalse();
            end.arrive();
            assertThat(works.awaitCompletion(Duration.ofSeconds(10))).isTrue();
        }
    }
}
