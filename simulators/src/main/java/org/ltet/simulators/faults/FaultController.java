package org.ltet.simulators.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sets and clears faults. */
@RestController
@RequestMapping("/faults")
final class FaultController {

    private static final Set<String> SYSTEMS = Set.of("hrms", "bank", "gateway", "sap", "sms");
    private static final int LONGEST_DELAY_MILLIS = 120_000;

    private final FaultBoard board;

    FaultController(FaultBoard board) {
        this.board = board;
    }

    @PostMapping
    ResponseEntity<Object> set(@RequestBody Wanted wanted) {
        if (wanted.system() == null || !SYSTEMS.contains(wanted.system()) || wanted.kind() == null) {
            return ResponseEntity.badRequest()
                    .body(Map.of("error", "system (one of " + SYSTEMS + ") and kind are needed"));
        }
        int delay = wanted.delayMillis() == null ? 2000 : Math.clamp(wanted.delayMillis(), 0, LONGEST_DELAY_MILLIS);
        int times = wanted.times() == null ? 1 : wanted.times();
        if (times == 0 || times < -1) {
            return ResponseEntity.badRequest().body(Map.of("error", "times is 1 or more, or -1 for always"));
        }
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(board.set(wanted.system(), wanted.kind(), times, delay, wanted.pathContains(), wanted.method()));
    }

    @GetMapping
    List<Fault> all() {
        return board.all();
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        board.clear();
    }

    record Wanted(
            @Nullable String system,
            Fault.@Nullable Kind kind,
            @Nullable Integer times,
            @Nullable Integer delayMillis,
            @Nullable String pathContains,
            @Nullable String method) {}
}
