package org.ltet.simulators.bank;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ltet.simulators.BasicAuthentication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The channel for files: payment files in, answers out. Answers are there when the upload returns. */
@RestController
@RequestMapping("/bank/h2h")
final class HostToHostController {

    private final Transfer transfer;
    private final PaymentDesk desk;

    HostToHostController(Transfer transfer, PaymentDesk desk) {
        this.transfer = transfer;
        this.desk = desk;
    }

    @PutMapping("/inbox/{name}")
    ResponseEntity<Map<String, Object>> put(@PathVariable String name, HttpServletRequest request) throws IOException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
            return ResponseEntity.badRequest().body(Map.of("error", "the name of the file is not allowed"));
        }
        Transfer.Received upload = transfer.upload(name, request.getInputStream());
        HttpStatus status = switch (desk.accept(upload, name.endsWith(".xml"))) {
            case ACCEPTED -> HttpStatus.CREATED;
            case SAME_AGAIN -> HttpStatus.OK;
            case OTHER_CONTENT -> HttpStatus.CONFLICT;
        };
        return ResponseEntity.status(status)
                .body(Map.of("name", name, "size", upload.size(), "sha256", upload.sha256()));
    }

    @GetMapping("/outbox")
    List<Listed> outbox() {
        return transfer.answers().stream()
                .map(answer -> new Listed(answer.name(), answer.size(), answer.sha256(), answer.createdAt()))
                .toList();
    }

    @GetMapping("/outbox/{name}")
    ResponseEntity<Resource> fetch(@PathVariable String name) {
        Transfer.Answer answer = transfer.answer(name);
        if (answer == null) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(name.endsWith(".xml") ? MediaType.APPLICATION_XML : MediaType.TEXT_PLAIN)
                .body(new FileSystemResource(answer.path()));
    }

    record Listed(String name, long size, String sha256, Instant createdAt) {}

    @Configuration(proxyBeanMethods = false)
    static class Access {

        @Bean
        FilterRegistrationBean<BasicAuthentication> bankAuthentication(BankProperties properties) {
            return BasicAuthentication.of("bank", properties.password(), "/bank/h2h/*");
        }
    }
}
