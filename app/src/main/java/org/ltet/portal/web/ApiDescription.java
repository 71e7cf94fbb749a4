package org.ltet.portal.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;

/** What holds for the whole API and no handler's signature tells, for its description (ITG-7). */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String PROBLEM = "Problem";
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data";

    @Bean
    OpenApiCustomizer nameAndProblems() {
        return api -> {
            Components components = Objects.requireNonNullElseGet(api.getComponents(), Components::new);
            components.addSchemas(
                    PROBLEM,
                    new ObjectSchema()
                            .description("What went wrong, by RFC 9457.")
                            .addProperty("type", new StringSchema())
                            .addProperty("title", new StringSchema())
                            .addProperty("status", new IntegerSchema())
                            .addProperty("detail", new StringSchema())
                            .addProperty("instance", new StringSchema()));
            api.setComponents(components);
            api.setInfo(new Info().title("LTET Employee Trust Portal").version("1"));
        };
    }

    @Bean
    OperationCustomizer headersBodiesAndProblems() {
        return (operation, handler) -> {
            if (AnnotatedElementUtils.hasAnnotation(handler.getMethod(), PostMapping.class)) {
                operation.addParametersItem(new HeaderParameter()
                        .name(IdempotencyFilter.HEADER)
                        .required(false)
                        .description("The work of requests with the same key is done once; the answer is repeated.")
                        .schema(new StringSchema()));
            }
            Objects.requireNonNullElse(
                            operation.getParameters(), List.<io.swagger.v3.oas.models.parameters.Parameter>of())
                    .stream()
                    .filter(parameter -> HttpHeaders.IF_MATCH.equals(parameter.getName()))
                    .forEach(parameter -> parameter.required(true).description("The ETag of the version you read."));
            if (takesFile(handler)) {
                sentAsForm(operation);
            }
            ApiResponses responses = Objects.requireNonNullElseGet(operation.getResponses(), ApiResponses::new);
            responses.setDefault(new ApiResponse()
                    .description("Refused; the problem says why.")
                    .content(new Content()
                            .addMediaType(
                                    PROBLEM_JSON,
                                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
            return operation.responses(responses);
        };
    }

    private static boolean takesFile(HandlerMethod handler) {
        return Arrays.asList(handler.getMethod().getParameterTypes()).contains(MultipartFile.class);
    }

    private static void sentAsForm(Operation operation) {
        Content content = operation.getRequestBody() == null
                ? null
                : operation.getRequestBody().getContent();
        if (content != null && content.containsKey(JSON)) {
            content.addMediaType(FORM, content.remove(JSON));
        }
    }
}
